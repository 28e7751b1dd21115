"""Each condition of a row of a verdict is a fact that whoever reads the table can tell."""

import pytest

from zcdesk.masking.matching.context import _AROUND
from zcdesk.masking.matching.latin_words import _AROUND as AROUND_LATIN
from zcdesk.masking.matching.latin_words import _LatinFacts
from zcdesk.masking.matching.verdicts import LetterFacts, SpotFacts
from zcdesk.masking.hits import Verdict
from zcdesk.masking.matching.context import Context
from zcdesk.masking.owners.letter_evidence import Evidence, _WordFacts
from zcdesk.masking.owners.places_before import _Facts as PlaceFacts
from zcdesk.masking.owners.rim_reading import _Heard
from zcdesk.masking.owners.seal_verdicts import _SealFacts
from zcdesk.resources import table
from zcdesk.verdict_rows import first_row
from zcdesk.verification.words import neighbours
from zcdesk.verification.words.judging import _Facts as ReadAgain
