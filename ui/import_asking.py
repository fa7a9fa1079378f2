"""Files an import asks for: more exports, and mappings to save or load."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.settings import Settings

KINDS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt *.htm *.html"
EXPORTS = f"CRM exports ({KINDS});;All files (*)"
MAPPINGS = "Fairlead mappings (*.json)"
MAPPING_NAME = "mapping.json"


def ask_exports(
    parent: QWidget, settings: Settings, chosen: Callable[[Sequence[Path]], object]
) -> None:
    """Ask for exports to import."""
    dialog = _dialog(parent, settings, "Import CRM exports", EXPORTS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: _chosen(settings, names, chosen))
    dialog.open()


def ask_mapping(
    parent: QWidget, settings: Settings, chosen: Callable[[Path], object], *, saving: bool
) -> None:
    """Ask for the file of a mapping, to be written or to be read."""
    title = "Save mapping" if saving else "Load mapping"
    dialog = _dialog(parent, settings, title, MAPPINGS)
    if saving:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(MAPPING_NAME)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.filesSelected.connect(
        lambda names: _chosen(settings, names, lambda paths: chosen(paths[0]))
    )
    dialog.open()


def _dialog(parent: QWidget, settings: Settings, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, settings.last_folder, kinds)
    dialog.setObjectName(title)
    return dialog


def _chosen(
    settings: Settings, names: Sequence[str], chosen: Callable[[Sequence[Path]], object]
) -> None:
    paths = [Path(name) for name in names]
    settings.last_folder = str(paths[0].parent)
    chosen(paths)
