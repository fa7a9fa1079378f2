"""The order in which the schemas have the children of an element: a program repairs any other."""

from collections.abc import Iterator

from lxml import etree

from tests.output.structure.package import Package

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SERIES = "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars"
_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark "
    "minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt"
)
_LABEL = (
    "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator"
)
ORDERS: dict[str, dict[str, str]] = {
    SHEET: {
        "worksheet": (
            "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr "
            "sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate "
            "customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
            "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks "
            "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing "
            "legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst"
        ),
        "workbook": (
            "fileVersion fileSharing workbookPr workbookProtection bookViews sheets "
            "functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews "
            "pivotCaches extLst"
        ),
        "styleSheet": (
            "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles "
            "colors extLst"
        ),
        "sheetPr": "tabColor outlinePr pageSetUpPr",
        "sheetView": "pane selection pivotSelection extLst",
        "font": "b i strike condense extend outline shadow u vertAlign sz color name family "
        "charset scheme",
        "xf": "alignment protection extLst",
        "dxf": "font numFmt fill alignment border protection extLst",
        "border": "start end left right top bottom diagonal vertical horizontal",
        "c": "f v is extLst",
        "dataValidation": "formula1 formula2",
        "headerFooter": "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
        "comments": "authors commentList extLst",
    },
    CHART: {
        "chartSpace": (
            "date1904 lang roundedCorners style clrMapOvr pivotFmts protection chart spPr txPr "
            "externalData printSettings userShapes extLst"
        ),
        "chart": (
            "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend "
            "plotVisOnly dispBlanksAs showDLblsOverMax extLst"
        ),
        "title": "tx layout overlay spPr txPr extLst",
        "plotArea": "layout areaChart barChart lineChart catAx valAx dTable spPr extLst",
        "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
        "lineChart": (
            "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId "
            "extLst"
        ),
        "areaChart": "grouping varyColors ser dLbls dropLines axId extLst",
        "ser": f"{_SERIES} cat val smooth shape extLst",
        "catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
        "valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits extLst",
        "scaling": "logBase orientation max min",
        "dLbls": f"dLbl delete {_LABEL} showLeaderLines leaderLines extLst",
        "dLbl": f"idx delete layout tx {_LABEL} extLst",
        "legend": "legendPos legendEntry layout overlay spPr txPr extLst",
        "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
        "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
        "numCache": "formatCode ptCount pt",
        "strCache": "ptCount pt",
        "marker": "symbol size spPr",
    },
    DRAWING: {
        "tbl": "tblPr tblGrid tr",
        "tc": "txBody tcPr extLst",
        "tcPr": "lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D noFill solidFill gradFill blipFill",
        "p": "pPr r br fld endParaRPr",
        "pPr": "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buFontTx buFont buNone buAutoNum "
        "buChar tabLst defRPr",
        "rPr": "ln noFill solidFill gradFill effectLst highlight latin ea cs sym hlinkClick",
        "ln": "noFill solidFill gradFill prstDash custDash round bevel miter headEnd tailEnd",
    },
    SLIDE: {
        "presentation": (
            "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz "
            "embeddedFontLst defaultTextStyle extLst"
        ),
        "sld": "cSld clrMapOvr transition timing extLst",
        "cSld": "bg spTree custDataLst controls extLst",
        "sp": "nvSpPr spPr style txBody extLst",
        "graphicFrame": "nvGraphicFramePr xfrm graphic extLst",
    },
}
"""Children in their order, by element; of those that repeat, all stand together or in turns."""
_TURNS = {("p", "r"), ("p", "br"), ("p", "fld")}


def order_faults(package: Package) -> Iterator[str]:
    """Yield every element whose children stand in another order, or are none of the schema's."""
    for name, root in package.roots.items():
        for element in root.iter(etree.Element):
            space, _, tag = str(element.tag)[1:].partition("}")
            known = ORDERS.get(space, {}).get(tag)
            if known is not None:
                yield from (f"{name}: {fault}" for fault in _order(element, tag, known.split()))


def _order(element: etree._Element, tag: str, known: list[str]) -> Iterator[str]:
    before = 0
    for child in element.iterchildren(etree.Element):
        own = etree.QName(child).localname
        if own not in known:
            if tag != "marker":
                yield f"{tag} holds {own}"
            continue
        place = known.index(own)
        if place < before and (tag, own) not in _TURNS:
            yield f"{tag} has {own} after {known[before]}"
        before = max(before, place)
