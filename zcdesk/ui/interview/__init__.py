"""The notice's questions and a person's answers to them."""
