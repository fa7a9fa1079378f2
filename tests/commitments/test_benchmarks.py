from planner.commitments.benchmarks import between, published
from planner.plan.document import Plan

FIVE = ("Inquiry", "MQL", "SAL", "Opportunity", "Won")


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
    five = Plan(stages=FIVE)
    assert [b.source.split(",")[0] for b in between(five, 3, 4)] == [
        "Implisit",
        "D. Kellogg",
        "a practitioner's post",
    ]
    assert between(five, 0, 3)[0].low == 0.13
    assert between(five, 0, 1) == between(five, 1, 3) == ()
    assert between(Plan(stages=("MQL", "Won")), 0, 1) == ()
    assert between(Plan(stages=("MQL", "Opportunity", "Won")), 0, 1) == ()


def test_a_published_rate_is_as_the_plan_edited_it_and_gone_where_it_took_it_away() -> None:
    first = between(Plan(stages=FIVE), 0, 3)[0]
    edited = Plan(stages=FIVE, benchmarks={first.id: {"low": 0.2, "source": "A survey"}})
    assert [(b.low, b.source) for b in between(edited, 0, 3) if b.id == first.id] == [
        (0.2, "A survey")
    ]
    for said in ({}, {"source": ""}, {"low": None, "high": None}, {"unit": "days"}):
        plan = Plan(stages=FIVE, benchmarks={first.id: said})
        assert first.id not in [b.id for b in between(plan, 0, 3)]
