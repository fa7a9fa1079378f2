"""Asking where the board pack goes, and for the logo it bears."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

PICTURES = "Pictures (*.png *.jpg *.jpeg)"


def ask_folder(parent: QWidget, begin: Path, chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder to write the pack into."""
    dialog = QFileDialog(parent, "Export the board pack into", str(begin))
    dialog.setObjectName("Export the board pack")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def ask_logo(parent: QWidget, begin: Path, chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask for a picture."""
    dialog = QFileDialog(parent, "Choose a logo", str(begin), PICTURES)
    dialog.setObjectName("Choose a logo")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def ask_picture(parent: QWidget, name: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask where a chart goes, as PNG or SVG by how its name ends."""
    dialog = QFileDialog(parent, "Save chart", str(Path.home()), "PNG (*.png);;SVG (*.svg)")
    dialog.setObjectName("Save chart")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog
