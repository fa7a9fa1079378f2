from planner.commitments.benchmarks import published


def test_every_figure_names_its_source_and_whom_it_is_about() -> None:
    found = published()
    assert len({(one.figure, one.about) for one in found}) == len(found) > 20
    for one in found:
        assert one.source
        assert one.about
        assert one.kind in {"study", "opinion", "anecdote"}
        assert one.low is not None or one.high is not None
        assert one.unit != "rate" or all(0 < end < 1 for end in (one.low, one.high) if end)
        assert one.year is None or 2000 < one.year < 2030


def test_misread_figures_are_not_among_them() -> None:
    assert not [one for one in published() if "MQL" in one.figure]
