from planner.commitments.benchmarks import between, published


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


def test_a_published_rate_is_only_of_stages_called_so() -> None:
    five = ("Inquiry", "MQL", "SAL", "Opportunity", "Won")
    assert [b.source.split(",")[0] for b in between(five, 3, 4)] == [
        "Implisit",
        "D. Kellogg",
        "a practitioner's post",
    ]
    assert between(five, 0, 3)[0].low == 0.13
    assert between(five, 0, 1) == between(five, 1, 3) == ()
    assert between(("MQL", "Won"), 0, 1) == ()
    assert between(("MQL", "Opportunity", "Won"), 0, 1) == ()
