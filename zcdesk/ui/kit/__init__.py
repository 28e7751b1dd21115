"""Widgets and helpers that know no case: buttons, cards, fields, jobs, preferences.

A widget takes Qt's own properties and signals as it is made: ``Button(words, do=self.go,
visible=False)``. This is their front door; what is made from the rows of ``ui/keys`` (the bar, the
column, the way to the manual) is asked for by its own module.

First to read: ``job.py``.
"""

from zcdesk.ui.kit.asking import ask_file, ask_files, ask_folder, ask_place, with_ending
from zcdesk.ui.kit.buttons import Button, ButtonKind, Radio, Slot, given, paint_key, wire
from zcdesk.ui.kit.cards.card import Card, ChoiceCard
from zcdesk.ui.kit.cards.radio_card import RadioCard
from zcdesk.ui.kit.fields.check_box import CheckBox
from zcdesk.ui.kit.fields.combo import Combo
from zcdesk.ui.kit.fields.lines import WordList, field, writing_area
from zcdesk.ui.kit.fields.moment_field import MomentField
from zcdesk.ui.kit.job import Work, Works, once
from zcdesk.ui.kit.late import late
from zcdesk.ui.kit.marks import Drawing, IconLabel, Mark
from zcdesk.ui.kit.menu import Menu, add_act
from zcdesk.ui.kit.menu_button import MenuButton
from zcdesk.ui.kit.outside import show_outside
from zcdesk.ui.kit.preferences import documents, free_name, preferences
from zcdesk.ui.kit.progress_bar import Bar
from zcdesk.ui.kit.settings import SIZES, LastBatch, Recent, WindowPlace
from zcdesk.ui.kit.soon import Soon, Timer
from zcdesk.ui.kit.toast import Toast
