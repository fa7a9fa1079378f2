"""The last row of a dialog: what ends it."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton


def closing(dialog: QDialog) -> QHBoxLayout:
    """Return a row with a button that closes a dialog, which Enter presses."""
    close = QPushButton("Close")
    close.setDefault(True)
    close.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(close)
    return row


def deciding(dialog: QDialog, accept: QPushButton) -> QHBoxLayout:
    """Return a row with Cancel and the button that accepts, which Enter presses."""
    accept.setProperty("primary", True)
    accept.setDefault(True)
    accept.clicked.connect(dialog.accept)
    cancel = QPushButton("Cancel")
    cancel.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(cancel)
    row.addWidget(accept)
    return row
