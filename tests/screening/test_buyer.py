from collections.abc import Callable

from leadmatch.screening.report import ScreeningReport

Screen = Callable[..., ScreeningReport]


def test_a_coherent_company_outweighs_an_odd_name(screen: Screen) -> None:
    report = screen(first_name="Ellen", last_name="Ripley", email="ellen.ripley@brightwaterfoods.co.uk")
    assert report.verdict == "accept"
    assert {"buyer.company_mailbox", "buyer.named_mailbox", "buyer.need"} <= {reason.code for reason in report.reasons}


def test_signs_of_a_buyer_are_left_out_where_nothing_speaks_against_them(screen: Screen) -> None:
    assert screen().reasons == ()


def test_an_invented_company_vouches_for_nobody(screen: Screen) -> None:
    report = screen(
        first_name="Bruce", last_name="Wayne", company="Wayne Enterprises", email="bruce@wayne-enterprises.com"
    )
    assert "buyer.company_mailbox" not in {reason.code for reason in report.reasons}
    assert report.verdict != "accept"


def test_a_students_mailbox_with_a_name_vouches_for_no_firm(screen: Screen) -> None:
    report = screen(email="sam.okello@student.lund.edu")
    assert "buyer.named_mailbox" not in {reason.code for reason in report.reasons}
