"""Where the folder of the scanner is chosen, and what became of what is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zcdesk.disk.paths import shown_name
from zcdesk.ui.kit import Button, ButtonKind, Card, ask_folder, documents
from zcdesk.ui.look import FLUSH, Label, Remark, TypeRole, beside, column, stacked, tip
from zcdesk.ui.session.folder_watch import FolderWatch


class Scanner(QWidget):
    """A link with the card behind it, which is open while a folder is watched."""

    def __init__(self, watch: FolderWatch) -> None:
        super().__init__()
        self.link = Button(self.tr("扫描仪、手机的文件夹…"), ButtonKind.LINK, icon="folder")
        card = WatchCard(watch, self)
        column(self, FLUSH, 0, (self.link, 0, Qt.AlignmentFlag.AlignLeft), card)
        self.link.setVisible(watch.able and not watch.on)
        card.setVisible(watch.on)
        self.link.clicked.connect(card.show)
        self.link.clicked.connect(self.link.hide)


class WatchCard(Card):
    """Switches the watching of one folder on and off; hidden where nothing can be taken."""

    def __init__(self, watch: FolderWatch, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)  # before it is shown: else it flashes up as a window of its own
        self._watch = watch
        self._head = Label("", TypeRole.STRONG, wrap=True)
        self._told = Remark()
        self.lying = Button("", decides=True, do=watch.take_lying)
        self.on = Button("", decides=True, do=self._begin)
        self.other = Button("", icon="folder", do=self._choose)
        self.scan = Button("", decides=True, icon="plus", do=watch.scan)
        self.off = Button(self.tr("不再收"), ButtonKind.GHOST, do=watch.stop)
        beside(
            (stacked(self._head, self._told, gap=2), 1),
            self.lying,
            self.on,
            self.other,
            self.scan,
            self.off,
            on=self,
            gap=10,
            margins=(16, 12, 14, 12),
        )
        watch.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how the watching stands."""
        watch, folder = self._watch, self._watch.folder
        self.setVisible(watch.able)
        name = shown_name(folder) if folder is not None else ""
        look = watch.look
        count = len(look.lying) if look is not None else 0
        self.on.setVisible(not watch.on and folder is not None)
        self.on.say(self.tr("收“{folder}”里的").format(folder=name))
        self.other.setVisible(not watch.on)
        self.other.say(self.tr("换一个…") if folder is not None else self.tr("选文件夹…"))
        self.off.setVisible(watch.on)
        self.scan.setVisible(watch.on)
        self.scan.say(self.tr("停下，不扫了") if watch.scanning else self.tr("从扫描仪扫一页"))
        self.lying.setVisible(bool(count))
        self.lying.say(self.tr("这 {n} 个也收下").format(n=count))
        self.setToolTip(tip(str(folder) if folder is not None else ""))
        if not watch.on:
            self._head.say(self.tr("扫描仪存到这里就自动收进来"))
            self._told.say(
                self.tr(
                    "选一个文件夹：案卷开着的时候，扫描仪或手机存进去的图片和 PDF 自动放到"
                    "“未归类”，也可以在这里按一下就扫。原来的文件不动；只看这个文件夹本身，"
                    "不看里面的文件夹。"
                )
            )
        elif look is not None and not look.there:
            self._head.say(self.tr("现在看不到“{folder}”").format(folder=name))
            self._told.say(self.tr("U 盘插回或文件夹改回来以后会接着收；已经收进来的都在。"))
        else:
            self._head.say(self.tr("正在收存到“{folder}”里的扫描件").format(folder=name))
            caption = self.tr("存完两三秒后自动放到“未归类”，可以撤销；原来的文件不动。")
            if count:
                words = self.tr("原来就在里面的 {n} 个没有收，可能是以前的或别人的。")
                caption += words.format(n=count)
            self._told.say(caption)

    def _begin(self) -> None:
        if self._watch.folder is not None:
            self._watch.begin(self._watch.folder)

    def _choose(self) -> None:
        folder = str(self._watch.folder or documents())
        title = self.tr("选扫描仪或手机存文件的文件夹")
        ask_folder(self, title, self._watch.begin, folder)
