"""Every cell of the Assumptions sheet as a sentence: what is said, what was measured, its worth."""

from dataclasses import dataclass
from functools import cached_property, partial

from planner.agreement.results import Results, way_out
from planner.base.days import last_day, month_name, month_of
from planner.base.stages import Owner, Seat
from planner.base.units import NumberStyle, Unit
from planner.evidence.figures import THIN, TransitionEvidence
from planner.plan.keys import PLEDGE_KINDS, TEAM, DriverKind, Slot
from planner.plan.measured import transition_evidence
from planner.plan.resolve import Assumption, Status, View
from planner.sheets.cells import Explanation, Part, Place
from planner.sheets.comments import comment_words, comments_at
from planner.sheets.history import parked_words
from planner.sheets.own_words import position_told, working_told
from planner.sheets.percentiles import place_words
from planner.sheets.periods import months_text
from planner.sheets.table import said, strong
from planner.sheets.words import (
    OWNER_NAMES,
    SEAT_NAMES,
    Tongue,
    driver_name,
    in_sentence,
    line_title,
    plural,
)

Sentence = tuple[Part | str, ...]
_OWN = {"marketing": Seat.MARKETING, "sales": Seat.SALES}
_OTHER = {Seat.MARKETING: Seat.SALES, Seat.SALES: Seat.MARKETING}


@dataclass(frozen=True)
class Speaker:
    """Explains the assumptions of one plan to the seat that looks at them."""

    results: Results
    seat: Seat
    style: NumberStyle

    @cached_property
    def tongue(self) -> Tongue:
        """How numbers are written."""
        return Tongue(self.style, self.results.plan.currency)

    def explain(self, assumption: Assumption, column: str, title: str) -> Explanation:
        """Return the sentence for one cell of an assumption's row."""
        *parts, last = self._parts(assumption, column)
        text = last.rstrip() if isinstance(last, str) else last
        remarks = comments_at(self.results.plan, assumption.slot, column)
        told = (f" {comment_words(comment)}" for comment in remarks)
        return said(f"{self.name(assumption)} · {title}", *parts, text, *told)

    def month(self, assumption: Assumption, *, own: bool) -> Explanation:
        """Return the sentence for a month in the seat's column; without an own value what holds."""
        column = "working" if self.seat is Seat.TOGETHER else self.seat.value
        if own:
            return self.explain(assumption, column, SEAT_NAMES[self.seat])
        view = View.WORKING if self.seat is Seat.TOGETHER else View(self.seat.value)
        taken = assumption.view(view)
        name = f"{self.name(assumption)} · {SEAT_NAMES[self.seat]}"
        if assumption.driver.kind is DriverKind.REPS:
            return said(name, "Nobody starts in this month: type how many reps do.")
        if taken is None:
            return said(name, "No value of its own, and none holds for every month.")
        held = strong(self.shown(assumption, taken))
        return said(name, "No value of its own: ", held, " holds, as in every month without one.")

    def name(self, assumption: Assumption) -> str:
        """Return line and driver, with the month if it is about one."""
        plan, month = self.results.plan, assumption.month
        driver = driver_name(assumption.driver, plan.stages, plan.line(assumption.line).entry)
        when = "" if month is None else f" · {month_name(month)} {month // 12}"
        return f"{line_title(assumption.line)} · {driver}{when}"

    def measured(self, assumption: Assumption) -> str:
        """Return what was measured, of how many, with its interval, as a sentence."""
        parts = self._evidence(assumption)
        return "".join(part if isinstance(part, str) else part.text for part in parts).strip()

    def place(self, assumption: Assumption, value: float) -> str:
        """Return where a value lies in what was measured; it has to be known."""
        found = self._transition(assumption)
        pooled = found.rate if found and assumption.driver.kind is DriverKind.RATE else None
        return place_words(value, assumption.evidence, pooled)

    def _parts(self, assumption: Assumption, column: str) -> Sentence:
        if column in _OWN:
            return self._position(assumption, _OWN[column])
        if column in {"working", "owner"}:
            return (*self._working(assumption), *self._worth(assumption))
        if column in {"evidence", "interval", "n", "trend"}:
            return (*self._evidence(assumption), *self._detail(assumption))
        if column == "note":
            return (assumption.note or "No note yet: type why this value is right.",)
        return self._status(assumption)

    def _position(self, assumption: Assumption, seat: Seat) -> Sentence:
        """Say the position, the evidence, where both positions lie in it, worth and way out."""
        stated = self.results.plan.position(assumption.slot, seat)
        show = partial(self.shown, assumption)
        told = position_told(self.results.plan, assumption.slot, seat, show)
        who = "You say" if seat is self.seat else f"{SEAT_NAMES[seat]} says"
        if seat is Seat.SALES and seat is not self.seat:
            who = "Sales say"
        parts: Sentence = (
            (f"{who} ", strong(self.shown(assumption, stated.value)), ". ", told)
            if (stated)
            else self._silent(assumption, seat)
        )
        return (
            *parts,
            *self._evidence(assumption),
            *self._percentiles(assumption, seat),
            *self._worth(assumption),
            *self._way_out(assumption),
        )

    def _silent(self, assumption: Assumption, seat: Seat) -> Sentence:
        view = View.MARKETING if seat is Seat.MARKETING else View.SALES
        taken = assumption.view(view)
        who = "You have" if seat is self.seat else f"{SEAT_NAMES[seat]} has"
        if seat is Seat.SALES and seat is not self.seat:
            who = "Sales have"
        if taken is None:
            return (f"{who} stated nothing. ",)
        return (f"{who} stated nothing, so ", strong(self.shown(assumption, taken)), " holds. ")

    def _evidence(self, assumption: Assumption) -> Sentence:
        """Say what was measured, of how many, with its interval."""
        figure, driver = assumption.evidence, assumption.driver
        if not figure.known:
            of_team = assumption.line == TEAM
            return ("This is stated, not measured. " if of_team else "Nothing was measured here. ",)
        plan = self.results.plan
        value = strong(self.shown(assumption, figure.value))
        interval = self.tongue.interval(figure.low, figure.high, driver.unit)
        n, span = self.tongue.count(figure.n), f"90% interval {interval.removesuffix('%')}"
        match driver.kind:
            case DriverKind.RATE:
                start, end = plan.stages[driver.index], plan.stages[driver.index + 1]
                went = f" went on to {end} (matured and pooled, {span}"
                return (f"Of {n} {in_sentence(plural(start))} ", value, f"{went}). ")
            case DriverKind.LAG:
                return (f"{n} moved on after ", value, f" on average ({span}). ")
            case DriverKind.DEAL_SIZE:
                return (f"{n} won deals averaged ", value, f" ({span}). ")
        entry = plural(plan.stages[plan.line(assumption.line).entry])
        return ("", value, f" {in_sentence(entry)} a month were measured ({span}). ")

    def _detail(self, assumption: Assumption) -> Sentence:
        """Say the window, and for rates the other figures that stand beside the matured one."""
        evidence = self.results.evidence
        if evidence is None or not assumption.evidence.known:
            return ()
        first, last = evidence.window
        window = f"Entered {months_text(month_of(first), month_of(last))}"
        window += "." if last == last_day(month_of(last)) else f", up to day {last}."
        found = self._transition(assumption)
        thin = " Thin: fewer than 30." if assumption.evidence.n < THIN else ""
        if found is None or assumption.driver.kind is not DriverKind.RATE:
            return (window + thin,)
        return (
            f"Plain {self.tongue.rate(found.plain)}, of those closed "
            f"{self.tongue.rate(found.closed_only)}; observed to {found.observed_days} days, "
            f"unpooled {self.tongue.rate(found.rate.raw)}, weight of the pool "
            f"{self.tongue.rate(found.rate.pool_weight, 0)}. {window}{thin}",
        )

    def _transition(self, assumption: Assumption) -> TransitionEvidence | None:
        evidence = self.results.evidence
        if evidence is None or assumption.line not in evidence.lines:
            return None
        if assumption.driver.kind not in {DriverKind.RATE, DriverKind.LAG}:
            return None
        return evidence.lines[assumption.line].transitions[assumption.driver.index]

    def _percentiles(self, assumption: Assumption, seat: Seat) -> Sentence:
        """Say where both positions lie in the measured distribution, if there is one."""
        if not assumption.evidence.known:
            return ()
        words = []
        for who in (seat, _OTHER[seat]):
            stated = self.results.plan.position(assumption.slot, who)
            if stated is None:
                continue
            text = self.shown(assumption, stated.value)
            owner = "" if who is seat else ("Sales’ " if who is Seat.SALES else "Marketing’s ")
            words.append(f"{owner}{text} {self.place(assumption, stated.value)}")
        return (", ".join(words) + ". ",) if words else ()

    def _worth(self, assumption: Assumption) -> Sentence:
        worth = self.results.worth(assumption)
        if not worth:
            return ()
        whole = self.results.plan.key(Slot(assumption.line, assumption.driver))
        amount = Part(
            self.tongue.short(abs(worth)), Place("Assumptions", whole, "worth"), bold=True
        )
        more = "" if assumption.month is None else ", all months together"
        return ("Worth ", amount, f" between Marketing’s view and Sales’{more}. ")

    def _way_out(self, assumption: Assumption) -> Sentence:
        if assumption.status is not Status.DISPUTED:
            return ()
        return (
            "Cheapest way out: ",
            Part(way_out(assumption).value, Place("Assumptions", assumption.key, "evidence")),
            ".",
        )

    def _working(self, assumption: Assumption) -> Sentence:
        """Say which value the plan runs on and by which rule."""
        if assumption.working is None:
            return (
                "Nobody stated a value and none was measured: ",
                _WITHOUT[assumption.driver.kind],
            )
        value = strong(self.shown(assumption, assumption.working))
        if self._superseded(assumption):
            return (value, " was stated; what is open today is in the data, and counts instead. ")
        show = partial(self.shown, assumption)
        plan, evidence = self.results.plan, self.results.evidence
        told = working_told(plan, evidence, assumption.slot, show)
        return (value, f" counts in the plan: {self._why(assumption)}. ", told)

    def _superseded(self, assumption: Assumption) -> bool:
        """Whether an opening pipeline was stated where the data know what is open."""
        plan, driver = self.results.plan, assumption.driver
        if driver.kind is not DriverKind.OPEN:
            return False
        line = plan.line(assumption.line)
        return transition_evidence(plan, self.results.evidence, line, driver.index) is not None

    def _why(self, assumption: Assumption) -> str:
        owner, name = assumption.owner, OWNER_NAMES[assumption.owner]
        if assumption.agreed is not None:
            return "both agreed on it"
        stated = {Owner.MARKETING: assumption.marketing, Owner.SALES: assumption.sales}.get(owner)
        if stated is not None:
            return f"it is the position of {name}, who owns this driver"
        if assumption.provisional:
            both = assumption.marketing is not None and assumption.sales is not None
            which = "the position with fewer bookings" if both else "the only position"
            return f"provisionally, as {which}, until it is agreed or measured"
        if owner is Owner.SHARED:
            return "it is the evidence, which holds for the hand-off until both agree"
        return f"it is the evidence, as {name}, who owns this driver, stated nothing"

    def _status(self, assumption: Assumption) -> Sentence:
        """Say who said what, and what the difference is worth."""
        waits = assumption.waits
        if waits is not None:
            said = parked_words(waits)
            return (f"{said[:1].upper()}{said[1:]}. ", *self._working(assumption))
        words = []
        for seat in (Seat.MARKETING, Seat.SALES):
            stated = self.results.plan.position(assumption.slot, seat)
            if stated is not None:
                words.append(f"{SEAT_NAMES[seat]} {self.shown(assumption, stated.value)}")
        positions = f"{', '.join(words)}. " if words else "Nobody has spoken yet. "
        return (
            positions,
            *self._working(assumption),
            *self._worth(assumption),
            *self._way_out(assumption),
        )

    def shown(self, assumption: Assumption, value: float) -> str:
        """Return a value of an assumption with its unit."""
        unit = assumption.driver.unit
        days = " day" if value == 1 else " days"
        return self.tongue.show(value, unit) + (days if unit is Unit.DAYS else "")


_WITHOUT = {
    DriverKind.VOLUME: "nothing enters this line.",
    DriverKind.RATE: "nothing moves on from here.",
    DriverKind.LAG: "it moves on in the same month.",
    DriverKind.DEAL_SIZE: "deals are counted, but bring no bookings.",
    DriverKind.COST: "no cost is planned.",
    DriverKind.SPEND: "no spend is planned.",
    DriverKind.RETURNS: "twice the spend brings twice the entries.",
    DriverKind.OPEN: "nothing is open at the start.",
    DriverKind.REPS: "nothing is limited.",
    DriverKind.RAMP: "from that month on a rep counts in full.",
    DriverKind.ATTRITION: "nobody leaves.",
    DriverKind.LEADS_PER_REP: "as many leads are followed up as come.",
    DriverKind.OPEN_PER_REP: "as many opportunities are worked as come.",
    DriverKind.DAYS_OPEN: "it follows from the plan’s rates and lags.",
    DriverKind.QUOTA: "no quota stands beside the plan.",
    DriverKind.ATTAINMENT: "quotas count in full.",
    DriverKind.PIPELINE_RATIO: "it follows from the plan’s rates and amounts.",
    **dict.fromkeys(PLEDGE_KINDS, "nothing is promised."),
}
