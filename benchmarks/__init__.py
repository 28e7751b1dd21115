import zcdesk  # noqa: F401  sets its switches before numpy is imported
