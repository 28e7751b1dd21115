"""A slim window that stays above the browser while a person fills the platform's form."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDrag,
    QGuiApplication,
    QMouseEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QVBoxLayout,
    QWidget,
)

from zcdesk.cases.acts import following
from zcdesk.cases.acts.asked import Ticked
from zcdesk.cases.acts.table import TICK
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.help.sheet import answer_f1
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.kit import Button, ButtonKind, CheckBox, show_outside
from zcdesk.ui.kit.column_page import put_in, scroll_area
from zcdesk.ui.kit.top_bar import icon_button
from zcdesk.ui.look import (
    FLUSH,
    PRIMARY,
    SPRING,
    Caption,
    ElidedLabel,
    Explanation,
    Label,
    Panel,
    Remark,
    TypeRole,
    beside,
    column,
    fill,
    inside,
    rule,
    smooth_painter,
)
from zcdesk.ui.picture import Pictures, paint_thumb
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import slot_title
from zcdesk.workflow.package.package_files import (
    Order,
    UploadPicture,
    UploadStep,
    upload_steps,
)

SIZE = QSize(318, 744)
LEAST = QSize(300, 520)
THUMB = QSize(46, 66)


class DragThumb(QWidget):
    """A picture that can be dragged into the browser."""

    def __init__(self, session: Session, pictures: Pictures, picture: UploadPicture) -> None:
        super().__init__(accessibleName=Path(picture.name).name)
        self._session, self._pictures, self._picture = session, pictures, picture
        self._pressed: QPoint | None = None
        self.setFixedSize(THUMB)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        pictures.arrived.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the file out."""
        if self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved < QApplication.startDragDistance():
            return
        self._pressed = None
        drag = QDrag(self)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._picture.path))])
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.CopyAction)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page with its covers."""
        painter = smooth_painter(self)
        pages = {page.number: page for page in self._session.case.pages}
        page = pages.get(self._picture.page)
        if page is not None:
            paint_thumb(painter, inside(self, 1), page, self._pictures)


class UploadStrip(Panel):
    """One section at a time: pictures, clicks, texts, tick, next.

    Signals:
        uploaded: The last section was uploaded.
    """

    uploaded = Signal()

    def __init__(self, session: Session, pictures: Pictures, package: Path | None) -> None:
        super().__init__(
            f=Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint,
            windowTitle=self.tr("上传助手"),
            minimumSize=LEAST,
        )
        self._session, self._pictures, self._package = session, pictures, package
        self._at = 0
        self._copied = 0
        self.boxes: list[CheckBox] = []
        answer_f1(self)
        self.resize(SIZE)
        self._where = Caption()
        self._told = Remark()
        self._area = scroll_area()
        self.back = Button(self.tr("上一栏"), do=self.go_back, minimumHeight=PRIMARY)
        self._actions = Actions(self, ACTIONS, self, WINDOW)
        self.primary = self._actions.button("advance", ButtonKind.PRIMARY)
        column(
            self,
            FLUSH,
            0,
            beside(
                (Label(self.tr("上传助手"), TypeRole.STRONG), 1),
                self._where,
                self._actions.icon_button("close"),
                margins=(14, 10, 8, 8),
            ),
            rule(),
            (self._area, 1),
            rule(),
            beside((self._told, 1), gap=0, margins=(14, 6, 14, 0)),
            beside(self.back, (self.primary, 1), gap=8, margins=(14, 10, 14, 12)),
        )
        session.changed.connect(self._show_ticks)
        self.refresh()

    @property
    def steps(self) -> tuple[UploadStep, ...]:
        """The sections to upload."""
        return upload_steps(self._session.case, self._session.notice, self._package)

    @property
    def step(self) -> UploadStep | None:
        """The section in hand."""
        steps = self.steps
        return steps[min(self._at, len(steps) - 1)] if steps else None

    def refresh(self) -> None:
        """Show the section in hand."""
        steps, step = self.steps, self.step
        self._at = min(self._at, max(len(steps) - 1, 0))
        self._copied = 0
        self._told.say("")
        words = self.tr("栏目 {n} / {m}").format(n=self._at + 1, m=len(steps))
        self._where.say(words if steps else "")
        self._fill(step)
        last = self._at >= len(steps) - 1
        self.primary.say(self.tr("都传好了") if last else self.tr("传好了，下一栏"))
        self.back.setEnabled(self._at > 0)

    def go_on(self) -> None:
        """Tick everything of this section and go to the next one."""
        step = self.step
        if step is None:
            self.close()
            return
        case = self._session.case
        for picture in step.pictures:
            case = following.tick(case, picture.name, picture.sha256)
        self._session.act(case, "", TICK.code)
        if self._at >= len(self.steps) - 1:
            self.close()
            self.uploaded.emit()
            return
        self._at += 1
        self.refresh()

    def go_back(self) -> None:
        """Go to the section before."""
        self._at = max(self._at - 1, 0)
        self.refresh()

    def copy_path(self) -> None:
        """Put the folder's path into the clipboard, for the browser's choice of files."""
        if (folder := self._folder()) is not None:
            QGuiApplication.clipboard().setText(str(folder))
            self._told.say(self.tr("文件夹的路径已复制，到浏览器的选文件框里粘贴。"))

    def open_folder(self) -> None:
        """Open the folder with the system's file manager."""
        if (folder := self._folder()) is not None:
            show_outside(folder)

    def _folder(self) -> Path | None:
        """Return the folder of this section's pictures; without one, say so."""
        folder = self.step.folder if self.step is not None else None
        if folder is not None and folder.is_dir():
            return folder
        self._told.say(self.tr("这一栏没有图片，或材料包移走了；可以回到案卷里再导出一次。"))
        return None

    def copy_next(self) -> None:
        """Put the next text of this section into the clipboard."""
        if self.step is not None and self.step.texts:
            self._copy(self._copied % len(self.step.texts))
        else:
            self._told.say(self.tr("这一栏没有要填的字。"))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, and begin on the filled button, not on the one that closes."""
        super().showEvent(event)
        self.activateWindow()  # a window of tools is not made active by being shown
        self.primary.setFocus()

    def _fill(self, step: UploadStep | None) -> None:
        body = Panel()
        layout = column(body, (14, 12, 14, 12), 8)
        self.boxes = []
        if step is None:
            words = self.tr("还没有导出。先在案卷里导出材料包，这里就按平台的栏目一栏一栏带您传。")
            layout.addWidget(Explanation(words))
        else:
            fill(
                layout,
                Label(step.title, TypeRole.TITLE, wrap=True),
                *(
                    Label(self._order_words(order), TypeRole.STRONG, wrap=True)
                    for order in step.orders
                ),
            )
            if step.pictures:
                self._fill_pictures(layout, step)
            if step.texts:
                self._fill_texts(layout, step)
        layout.addStretch(1)
        put_in(self._area, body)

    def _order_words(self, order: Order) -> str:
        """Say what is to be done in one place: delete which, upload which."""
        words = self.tr("删 {old}，传 {new} → {slot}")
        if not order.old:
            words = self.tr("传 {new} → {slot}")
        elif not order.new:
            words = self.tr("删 {old}，不再上传 → {slot}")
        elif order.old == order.new:
            words = self.tr("删旧的 {old}，传新的 {new} → {slot}")
        return words.format(
            old=order.old, new=order.new, slot=slot_title(self._session.notice, order.slot)
        )

    def _fill_pictures(self, layout: QVBoxLayout, step: UploadStep) -> None:
        hint = self.tr("按住图片拖进浏览器，或")
        fill(
            layout,
            beside(
                *(
                    DragThumb(self._session, self._pictures, picture)
                    for picture in step.pictures[:5]
                ),
                SPRING,
                gap=6,
            ),
            Caption(hint),
            beside((self._actions.button("path"), 1), (self._actions.button("folder"), 1), gap=6),
            rule(),
        )
        asked = self._session.notice.masking
        if asked is not None and asked.page_answer is not None:
            words = self.tr("每张图在平台上点什么：{q}").format(q=asked.page_answer.question)
            layout.addWidget(Remark(words))
        slots = {page.number: page.slot for page in self._session.case.pages}
        place = ""
        for picture in step.pictures:
            if (slot := slots.get(picture.page, "")) != place:
                place = slot
                title = slot_title(self._session.notice, slot)
                layout.addWidget(Remark(title))
            box = CheckBox(
                Path(picture.name).name,
                checked=self._session.case.is_ticked(picture.name, picture.sha256),
            )
            box.setAccessibleName(f"{box.text()}，{picture.click}" if picture.click else box.text())
            box.toggled.connect(partial(self._tick, picture))
            self.boxes.append(box)
            layout.addLayout(beside((box, 1), Label(picture.click, TypeRole.STRONG)))

    def _fill_texts(self, layout: QVBoxLayout, step: UploadStep) -> None:
        fill(
            layout,
            rule(),
            beside(
                (Label(self.tr("要填的字"), TypeRole.STRONG), 1),
                self._actions.button("text", ButtonKind.LINK),
            ),
        )
        written = dict(self._session.case.texts)
        for place, text_place in enumerate(step.texts):
            copy = icon_button(
                self.tr("复制“{title}”").format(title=text_place.title),
                "copy",
                "",
                do=partial(self._copy, place),
            )
            layout.addLayout(
                beside(
                    Caption(text_place.title),
                    (ElidedLabel(written.get(text_place.id, "")), 1),
                    copy,
                )
            )

    def _copy(self, place: int, _checked: bool = False) -> None:
        assert self.step is not None
        text_place = self.step.texts[place]
        text = dict(self._session.case.texts).get(text_place.id, "")
        QGuiApplication.clipboard().setText(text)
        self._told.say(self.tr("“{title}”已复制").format(title=text_place.title))
        self._copied = place + 1

    def _tick(self, picture: UploadPicture, ticked: bool) -> None:
        self._session.do(TICK, Ticked(picture.name, picture.sha256, ticked))

    def _show_ticks(self) -> None:
        """Follow ticks that undo took back or that came from elsewhere."""
        step = self.step
        if step is None or len(step.pictures) != len(self.boxes):
            return
        for box, picture in zip(self.boxes, step.pictures, strict=True):
            box.setChecked(self._session.case.is_ticked(picture.name, picture.sha256))


ACTIONS: tuple[Action[UploadStrip], ...] = (
    Action("advance", keys=("F",), do=lambda strip: strip.go_on(), decides=True),
    Action("path", "复制路径", keys=("C",), do=lambda strip: strip.copy_path()),
    Action("folder", "打开文件夹", keys=("O",), do=lambda strip: strip.open_folder()),
    Action("text", "复制下一格", "copy", ("J",), lambda strip: strip.copy_next()),
    Action("close", "关闭", "stop", ("Esc",), lambda strip: strip.close()),
)
