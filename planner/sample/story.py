"""What the two leaders of the sample company say, as they would type it."""

from dataclasses import dataclass

from planner.base.stages import Seat

NAME = "FY27 plan"
GOAL = 19_000_000.0
M, S, T = Seat.MARKETING, Seat.SALES, Seat.TOGETHER
AUTHORS = {M: "A. Rivera", S: "J. Okafor", T: "A. Rivera and J. Okafor"}


@dataclass(frozen=True, slots=True)
class Said:
    """A position as typed, with the reason given for it."""

    seat: Seat
    key: str
    typed: str
    note: str = ""


POSITIONS = (
    Said(M, "Paid search/volume", "280", "Budget for the category terms is approved"),
    Said(S, "Paid search/volume", "235"),
    Said(M, "Paid search/rate:MQL>SAL", "66%"),
    Said(S, "Paid search/rate:MQL>SAL", "52%", "Half of October's were students"),
    Said(S, "Paid search/rate:Opportunity>Won", "24%"),
    Said(M, "Paid search/deal_size", "45000"),
    Said(S, "Paid search/deal_size", "39000"),
    Said(M, "Paid search/lag:Opportunity>Won", "75"),
    Said(M, "Events/volume", "95", "Third roadshow in May"),
    Said(M, "Events/rate:MQL>SAL", "76%"),
    Said(S, "Events/rate:MQL>SAL", "64%", "Booth scans are not conversations"),
    Said(S, "Events/rate:Opportunity>Won", "30%"),
    Said(M, "Organic search/rate:Inquiry>MQL", "36%"),
    Said(S, "Organic search/rate:Inquiry>MQL", "32%"),
    Said(M, "Webinar/rate:MQL>SAL", "60%"),
    Said(S, "Webinar/rate:MQL>SAL", "48%"),
    Said(M, "List purchase/volume", "40", "We stop buying lists in spring"),
    Said(S, "Outbound/volume", "36", "Two more reps on named accounts"),
    Said(M, "Outbound/volume", "28"),
    Said(S, "Outbound/rate:Opportunity>Won", "26%"),
    Said(M, "Outbound/rate:Opportunity>Won", "20%"),
    Said(T, "Partner referral/rate:MQL>SAL", "80%"),
    Said(T, "Organic search/rate:Opportunity>Won", "26%"),
)

PLEDGES = (
    Said(T, "sla/first_touch_days", "2", "Two days, weekends included"),
    Said(T, "sla/first_touch_share", "80%"),
    Said(T, "sla/worked_share", "90%"),
    Said(T, "sla/touches_before_dead", "3"),
    Said(T, "sla/answer_days", "14"),
    Said(T, "sla/answer_share", "85%"),
)
"""What Sales promises once both agree, before the year begins."""
