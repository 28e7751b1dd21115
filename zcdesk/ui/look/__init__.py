"""How everything looks: tokens, theme, fonts, icons and the type roles.

First to read: ``tokens.py``.
"""

from zcdesk.ui.look.painted_rows import (
    ARROWS,
    AT_RIGHT,
    MOVES,
    PaintedSpot,
    RowDelegate,
    paint_chosen,
    paint_frame,
    paint_line_below,
    paint_row_ground,
    paint_words,
)
from zcdesk.ui.look.painting import (
    inside,
    paint_box,
    paint_choice,
    paint_focus,
    paint_own_focus,
    pen,
    smooth_painter,
    thin,
)
from zcdesk.ui.look.row_list import RowList
from zcdesk.ui.look.rows import ROW, Index, Rows, ShownColumn, ShownRow
from zcdesk.ui.look.table import Table
from zcdesk.ui.look.text import (
    FLUSH,
    SPRING,
    Caption,
    ElidedLabel,
    Explanation,
    Label,
    Panel,
    Part,
    Remark,
    Sheet,
    Spring,
    beside,
    clear,
    column,
    fill,
    filled,
    grid,
    rule,
    stacked,
)
from zcdesk.ui.look.theme import system_look, theme, tokens
from zcdesk.ui.look.tips import tip
from zcdesk.ui.look.tokens import (
    BUTTON,
    COVER,
    COVER_CONFIRMED,
    COVER_DOUBT,
    COVER_MANUAL,
    COVER_OPEN,
    EDGE,
    FIELD,
    LIGHT,
    PRIMARY,
    RADIUS_BUTTON,
    RADIUS_CARD,
    RADIUS_CHIP,
    TEXT_COLUMN,
    TOAST_MILLISECONDS,
    TOP_BAR,
    Look,
    Tokens,
    Tone,
    TypeRole,
)
