"""Printed labels and the values beside them, for whoever asks about these themselves."""

from zcdesk.geometry import Box
from zcdesk.masking.fields.key_value_pairs import LabelledField, fields, labels
from zcdesk.masking.fields.unread_values import signing_labels
from zcdesk.masking.spotting.character_runs import cover_of

__all__ = ["Box", "LabelledField", "cover_of", "fields", "labels", "signing_labels"]
