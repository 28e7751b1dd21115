"""A page and its places on screen: its picture, its covers, its thumbnail, its row.

First to read: ``page_paper.py``.
"""

from zcdesk.ui.picture.fitted_picture import FittedPicture
from zcdesk.ui.picture.page_paper import PagePaper, Shown
from zcdesk.ui.picture.page_rows import Heading, PageRow, place_of, refusal, rows
from zcdesk.ui.picture.page_thumbs import paint_thumb
from zcdesk.ui.picture.pictures import Pictures, image_of, name_of
