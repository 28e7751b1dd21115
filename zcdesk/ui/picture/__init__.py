"""A page and its places on screen: its picture, its covers, its thumbnail, its row.

First to read: ``page_paper.py``.
"""

from zcdesk.ui.picture.page_paper import PagePaper, Shown
from zcdesk.ui.picture.page_rows import Heading, PageRow, PageRows, paint_thumb, refusal, rows
from zcdesk.ui.picture.pictures import FittedPicture, Pictures, image_of, name_of
