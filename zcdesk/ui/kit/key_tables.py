"""What F1 shows beside the manual: the keys of each page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class KeySheet(StrEnum):
    """The pages that have keys of their own."""

    REVIEW = "review"
    GALLERY = "gallery"
    PREPARATION = "preparation"
    SECTIONS = "sections"
    BATCH = "batch"
    SHARED = "shared"
    SIDE_BY_SIDE = "side-by-side"
    TRAINER = "trainer"
    NOTICE = "notice"


@dataclass(frozen=True)
class KeyRow:
    """Keys and what they do, as the help shows them."""

    keys: str
    does: str


def in_review() -> tuple[KeyRow, ...]:
    """Return every key of the review page with its meaning."""
    say = QCoreApplication.translate
    table = (
        ("F", say("keys", "下一步：与右下角按钮相同")),
        ("Enter", say("keys", "往下走；没有确认的页不会因此确认")),
        ("E　R", say("keys", "盖上　不盖（当前一处）")),
        ("T", say("keys", "同样文字都盖（整份案卷）；公章、签字：这一栏都照此")),
        ("Shift+E", say("keys", "只盖公章上的字，章还看得见")),
        (say("keys", "T，自己画的一处"), say("keys", "把下面的字加为写法，别处也找")),
        ("I　O", say("keys", "像是别人的材料时：这是我的　不是，移走")),
        ("U", say("keys", "“姓名”旁边读到的也是我，加为写法")),
        ("W　S", say("keys", "上一处　下一处")),
        ("A　D", say("keys", "上一页　下一页")),
        ("N、F3", say("keys", "下一个未决定处")),
        ("Q", say("keys", "画遮盖，再按放下")),
        (say("keys", "方向键"), say("keys", "选中一处时移动 1 像素，按住 Shift 10 像素")),
        (say("keys", "Ctrl+方向键"), say("keys", "选中一处时改大小")),
        ("B", say("keys", "在同一表格的其他页重复这一处")),
        ("Ctrl+D", say("keys", "复制这一处")),
        ("G", say("keys", "遮盖一览")),
        ("K", say("keys", "同一类疑问处并排看，一起定")),
        ("X、Delete", say("keys", "删去自己画的一处，或不盖")),
        ("1　2", say("keys", "平台上点“是”　“否”")),
        ("3", say("keys", "这一页是否涉密，通知问到时")),
        ("I　O　U", say("keys", "像是别人的页：是我的　不是我的，移走　这个写法也是我")),
        ("C", say("keys", "看成品：不透明的黑")),
        ("V", say("keys", "按住看没有遮盖的原图")),
        ("Z", say("keys", "适宽、整页、100% 轮换")),
        (say("keys", "双击"), say("keys", "只盖这个词")),
        (say("keys", "Ctrl+滚轮"), say("keys", "在指针处放大、缩小")),
        (say("keys", "空格按住"), say("keys", "拖动页面")),
        ("M", say("keys", "移到别的上传位置：再按一个数字，或打字找")),
        ("Ctrl+I", say("keys", "放入扫描件；也可以拖进来")),
        ("Ctrl+R　Ctrl+L", say("keys", "顺时针　逆时针转 90°")),
        ("P", say("keys", "裁边、拉平、匀光：原图与摆正后对照")),
        ("Ctrl+Enter", say("keys", "确认全部没有疑问的页，先看数目")),
        ("Ctrl+Z　Ctrl+Y", say("keys", "撤销　重做")),
        ("F7", say("keys", "通知原文")),
        ("F6", say("keys", "在页面列表、图片、遮盖列表之间移动")),
        ("Esc", say("keys", "放下画笔，取消选中，再按回到栏目")),
        ("Alt+1 … 7", say("keys", "案卷里到七步中的一步")),
        ("F1", say("keys", "手册和这张表")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_gallery() -> tuple[KeyRow, ...]:
    """Return the keys of the gallery of all covers."""
    say = QCoreApplication.translate
    table = (
        ("Enter", say("keys", "打开这一页，停在这一处")),
        ("E　R", say("keys", "盖上　不盖（当前一处）")),
        (say("keys", "W A S D、方向键"), say("keys", "上、左、下、右一格")),
        ("1　2", say("keys", "盖住的　没有盖的")),
        ("3", say("keys", "姓名、单位、签字旁没有盖的")),
        ("C", say("keys", "看成品：不透明的黑")),
        ("G、Esc", say("keys", "回到复核")),
        ("Ctrl+Z　Ctrl+Y", say("keys", "撤销　重做")),
        ("Alt+1 … 7", say("keys", "案卷里到七步中的一步")),
        ("F1", say("keys", "手册和这张表")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_preparation() -> tuple[KeyRow, ...]:
    """Return the keys of the page on which a scan is cut out and levelled."""
    say = QCoreApplication.translate
    table = (
        ("Enter", say("keys", "用移动过的四个角；没有移动就回到复核")),
        ("Esc", say("keys", "放弃移动过的四个角，再按回到复核")),
        ("1 – 4", say("keys", "选一个角，从左上起顺时针")),
        (say("keys", "方向键"), say("keys", "移动这个角 1 像素，按住 Shift 10 像素")),
        ("Q　E", say("keys", "逆时针　顺时针转 90°")),
        ("S", say("keys", "拉平、不拉平")),
        ("O　W", say("keys", "用找到的轮廓　用整张图片")),
        ("L", say("keys", "匀光、不匀光")),
        ("T", say("keys", "按找到的几份材料分成几页")),
        ("A　D", say("keys", "上一页　下一页")),
        ("Ctrl+Z　Ctrl+Y", say("keys", "撤销　重做")),
        ("Alt+1 … 7", say("keys", "案卷里到七步中的一步")),
        ("F1", say("keys", "手册和这张表")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_sections() -> tuple[KeyRow, ...]:
    """Return the keys of the sections and slots."""
    say = QCoreApplication.translate
    table = (
        ("↑　↓", say("keys", "上一栏　下一栏")),
        ("Enter", say("keys", "进入栏目；打开选中的一页")),
        ("F3", say("keys", "下一步：与右下角填充的按钮相同")),
        ("F6", say("keys", "在列表、材料、原文、按钮之间移动")),
        ("Ctrl+I", say("keys", "放入扫描件；也可以拖进来")),
        ("Ctrl+V", say("keys", "粘贴复制好的文件或图片")),
        ("M", say("keys", "移到别的上传位置：再按一个数字，或打字找")),
        (say("keys", "菜单键"), say("keys", "替换、插入、转动、移走")),
        (say("keys", "Ctrl+方向键"), say("keys", "在同一位置里调换先后")),
        ("Delete", say("keys", "移走选中的页，可以撤销")),
        ("F7", say("keys", "通知原文")),
        ("F5", say("keys", "重新检查")),
        ("Ctrl+E", say("keys", "导出这一栏")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_batch() -> tuple[KeyRow, ...]:
    """Return the keys of the batch table."""
    say = QCoreApplication.translate
    table = (
        ("A　D", say("keys", "上一人　下一人")),
        ("Enter", say("keys", "打开这个人的案卷，停在第一处要处理的")),
        ("F", say("keys", "下一步：逐人复核全部疑问页")),
        ("P", say("keys", "暂停，再按继续")),
        ("1 – 5", say("keys", "只看一类人")),
        ("S", say("keys", "换一列排序")),
        ("V", say("keys", "全部人的疑问处并排看，一起定")),
        ("Ctrl+E", say("keys", "写出总表，打开它的文件夹")),
        ("Ctrl+P", say("keys", "写出总表，打开可以打印的一份")),
        ("L　O", say("keys", "打开这个人的信　打开她的结果文件夹")),
        ("Ctrl+G", say("keys", "写出公示、推荐报告，打开它们的文件夹")),
        ("F6", say("keys", "在进度、筛选、按钮、表格之间移动")),
        ("Esc", say("keys", "回到开始页")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_shared() -> tuple[KeyRow, ...]:
    """Return the keys of the page of scans of many people."""
    say = QCoreApplication.translate
    table = (
        ("A　D", say("keys", "上一页　下一页")),
        (say("keys", "Shift+↑　Shift+↓"), say("keys", "选几页，一起定；Ctrl+A 全选")),
        ("1 – 9", say("keys", "是这个人的，到下一页要定的")),
        ("F6　Enter", say("keys", "到人名、上传位置里选，Enter 定下")),
        ("R、Delete", say("keys", "不是谁的，不放进任何案卷")),
        ("X", say("keys", "按读到的，不要我定的")),
        ("F", say("keys", "下一页要定的；都定了就回单位批量")),
        ("Ctrl+I", say("keys", "放入合订的扫描件")),
        ("Ctrl+Z　Ctrl+Y", say("keys", "撤销　重做")),
        ("Esc", say("keys", "回单位批量")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_side_by_side() -> tuple[KeyRow, ...]:
    """Return the keys of doubts side by side."""
    say = QCoreApplication.translate
    table = (
        ("1 – 9　A – O", say("keys", "标这一处：盖上，再按先不定、要看原页，再按不标")),
        (say("keys", "空格"), say("keys", "标选中的一处；点一下也一样")),
        ("T", say("keys", "样子相同的一起标")),
        ("X", say("keys", "去掉这一张上的标记")),
        ("Ctrl+Enter", say("keys", "没有标的都按按钮上的话定下；每一处都看到以后才行")),
        ("Enter", say("keys", "打开选中的一处的那一页；什么也不定")),
        ("S　W", say("keys", "先看下一张　回到上一张")),
        ("Q", say("keys", "换一类疑问")),
        ("Ctrl+Z", say("keys", "撤销：一整张一起撤回")),
        ("F6", say("keys", "在各处、按钮、类别之间移动")),
        ("Esc", say("keys", "回去")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_notice() -> tuple[KeyRow, ...]:
    """Return the keys of the editor of a notice."""
    say = QCoreApplication.translate
    table = (
        ("1　2　3", say("keys", "现成的回答")),
        ("4　5　6", say("keys", "没有写　不归我管　以后再问")),
        ("F", say("keys", "下一题：与右下角按钮相同")),
        ("X", say("keys", "这一段都与申报人无关")),
        ("Ctrl+Enter", say("keys", "各类有把握的都收下；遮盖另问")),
        ("A　D", say("keys", "上一类　下一类")),
        (say("keys", "表格里 Enter、F2"), say("keys", "改这一格")),
        (say("keys", "表格里空格，或按住拖动"), say("keys", "打勾、换一个")),
        ("Ctrl+V", say("keys", "表格里：把复制的通知表格填进来")),
        ("Insert　Delete", say("keys", "加一行　去掉这一行")),
        ("Ctrl+Z　Ctrl+Y", say("keys", "撤销　重做")),
        ("Ctrl+E", say("keys", "写成一个文件交给别人")),
        ("Ctrl+I", say("keys", "开始时：选通知的文件")),
        ("F6", say("keys", "在原文、表格、问题、按钮之间移动")),
        ("Esc", say("keys", "回到开始页；都已存盘")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_lessons() -> tuple[KeyRow, ...]:
    """Return the keys that a practice case has on every page."""
    say = QCoreApplication.translate
    table = (
        ("F2", say("keys", "练习：下一步提示（扣分，先问一次）")),
        ("F4", say("keys", "练习：看看做得怎样")),
        ("F9", say("keys", "练习：重新开始（再按一次才算）")),
    )
    return tuple(KeyRow(*row) for row in table)


def in_projector() -> tuple[KeyRow, ...]:
    """Return the keys for a projector: of its mode, and of the slides."""
    say = QCoreApplication.translate
    table = (
        ("Shift+F11", say("keys", "投影模式：全屏、大字、写出按下的键；再按结束")),
        ("F8", say("keys", "投影时黑屏；按任意键回来")),
        ("F12", say("keys", "投影时拿起画笔，再按或 Esc 放下；画的几秒后消失")),
        (say("keys", "空格、→、PageDown"), say("keys", "放映：下一张")),
        (say("keys", "PageUp、向左键"), say("keys", "放映：上一张")),
        (say("keys", "按住鼠标"), say("keys", "放映：画给大家看")),
        (say("keys", "B、句号"), say("keys", "放映：黑屏")),
        ("Esc", say("keys", "放映：擦去画的，再按结束")),
    )
    return tuple(KeyRow(*row) for row in table)


def everywhere() -> tuple[KeyRow, ...]:
    """Return the keys that hold on every page."""
    say = QCoreApplication.translate
    table = (
        ("Ctrl+N　Ctrl+W", say("keys", "回到开始页")),
        ("Ctrl+O", say("keys", "打开案卷")),
        ("Ctrl+Z　Ctrl+Y", say("keys", "撤销　重做")),
        ("Ctrl+S", say("keys", "说明保存在哪里（已自动保存）")),
        ("Ctrl++　Ctrl+-", say("keys", "字大些　小些")),
        ("Ctrl+,", say("keys", "设置")),
        ("F11", say("keys", "全屏")),
        ("Alt+1 … 7", say("keys", "案卷里到七步中的一步")),
        ("F1", say("keys", "手册和这张表")),
    )
    return tuple(KeyRow(*row) for row in table)
