"""The middle of the review page: the picture, or a word about why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget

from zcdesk.cases.case import CasePage
from zcdesk.pages.page import Page
from zcdesk.ui.kit import Drawing
from zcdesk.ui.look import SPRING, Explanation, Panel, beside, column
from zcdesk.ui.picture import PagePaper, Pictures, refusal


class Canvas(QStackedWidget):
    """Shows one page of the case."""

    def __init__(self, pictures: Pictures, **signals: Any) -> None:
        """Make one; ``signals`` are those of the picture."""
        super().__init__()
        self._pictures = pictures
        self._page: Page | None = None
        self._wanted = (0, 0)
        self._ahead: tuple[Page, ...] = ()
        self._lost: Page | None = None
        self.view = PagePaper(picture_wanted=self._want, **signals)
        self._word = Panel("bg")
        self._icon = Drawing()
        self._sentence = Explanation(alignment=Qt.AlignmentFlag.AlignCenter, maximumWidth=460)
        column(
            self._word,
            (24, 24, 24, 24),
            12,
            SPRING,
            self._icon,
            beside(SPRING, (self._sentence, 100), SPRING),
            SPRING,
        )
        self.addWidget(self.view)
        self.addWidget(self._word)
        pictures.arrived.connect(self._arrived)
        pictures.failed.connect(self._give_up)

    @property
    def sentence(self) -> str:
        """Why there is no picture, or "" while there is one."""
        shown = self.currentWidget() is self._word
        return self._sentence.accessibleName() if shown else ""

    def show_page(self, page: CasePage, *, stopped: bool) -> None:
        """Show ``page``, or say why it has no picture; the same page keeps zoom and place."""
        if page.page is None:
            self._page = self._lost = None
            self._say(page, stopped=stopped)
            return
        if page.page == self._lost:
            return
        self._lost = None
        self.setCurrentWidget(self.view)
        self.view.setAccessibleName(self.tr("第 {n} 页图片，遮盖见右侧列表").format(n=page.place))
        if page.page != self._page:
            self._page = page.page
            self._pictures.try_again(page.page)
            self.view.show_page(page.page.width, page.page.height, self._pictures.best(page.page))

    def prefetch(self, pages: Iterable[Page]) -> None:
        """Have the pages that probably come next drawn once this one is there."""
        self._ahead = tuple(pages)

    def _say(self, page: CasePage, *, stopped: bool) -> None:
        self.setCurrentWidget(self._word)
        if page.refused:
            self._icon.show_icon("page-refused")
            words = refusal(page) or self.tr("没有收下。")
        elif stopped:
            self._icon.show_icon("pause")
            words = self.tr("已停下，还没有读到这一页；左下角可以继续。")
        else:
            self._icon.show_icon("page-wait")
            words = self.tr("正在读，读完后显示在这里。")
        self._sentence.say(words)

    def _want(self, width: int, height: int) -> None:
        if self._page is None:
            return
        self._wanted = (width, height)
        image = self._pictures.get(self._page, width, height)
        if image is not None:
            self._take(image)

    def _arrived(self, page: object, image: QImage) -> None:
        if self._page is not None and page == self._page:
            wanted = self._pictures.get(self._page, *self._wanted)
            if wanted is not None:
                self._take(wanted)

    def _give_up(self, page: object) -> None:
        """Say that the scan has gone; turning away and back tries again."""
        if self._page is None or page != self._page or self.view.painted:
            return
        self._lost, self._page = self._page, None
        self.setCurrentWidget(self._word)
        self._icon.show_icon("page-refused")
        words = self.tr(
            "原来的文件现在打不开，可能移走了，或 U 盘已拔出。放回原处，翻到别页再翻回来。"
        )
        self._sentence.say(words)

    def _take(self, image: QImage) -> None:
        self.view.set_image(image)
        coming, self._ahead = self._ahead, ()
        for page in coming:
            self._pictures.get(page, *self.view.picture_size(QSizeF(page.width, page.height)))
