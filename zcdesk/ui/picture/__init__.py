"""A page and its places on screen: its picture, its covers, its thumbnail, its row."""

from zcdesk.ui.picture.fitted_picture import FittedPicture
from zcdesk.ui.picture.page_rows import Heading, PageRow, PageRows, refusal, rows
from zcdesk.ui.picture.page_view import PageView, Shown
from zcdesk.ui.picture.pictures import Pictures, image_of, name_of
from zcdesk.ui.picture.thumbs import paint_thumb
