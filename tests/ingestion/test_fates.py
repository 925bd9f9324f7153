"""What befell those who are counted, by the verb, its particle, its object or its phrase; and who only seem to have suffered it."""

import pytest

from tests.ingestion.conftest import Read

SENTENCES = {
    "killed": [
        "Some 40 soldiers were ambushed and killed near Bama.",
        "In Bama 40 prisoners were captured and executed.",
        "In Bama 40 people were kidnapped and killed.",
        "Some 40 men were rounded up and shot.",
        "Some 40 women were raped and murdered.",
        "Some 40 fighters were surrounded and killed.",
        "In the raid 40 soldiers were wiped out.",
        "Snipers picked off 40 soldiers.",
        "Some 40 protesters were mown down in Conakry.",
        "Some 40 people were blown up in Bama.",
        "The regime gassed 40 people.",
        "Some 40 people suffocated in the tunnel.",
        "In Bama 40 soldiers were martyred on Monday.",
        "Some 40 soldiers fell in battle.",
        "Some 40 militants met their deaths.",
        "Those killed include 40 children.",
    ],
    "wounded": [
        "In Bama 40 people sustained injuries.",
        "Some 40 soldiers received shrapnel wounds.",
        "Some 40 people suffered burns.",
        "Some 40 people lost limbs.",
        "Doctors saw 40 patients with burns.",
    ],
    "detained": [
        "In Minsk 40 activists remain behind bars.",
        "In Minsk 40 suspects were apprehended.",
        "Soldiers took 40 men away.",
        "Some 40 women were whisked away.",
        "Some 40 inmates escaped.",
        "Some 40 people were arrested and tortured.",
        "Some 40 people were imprisoned.",
    ],
    "captured": [
        "Some 40 fighters handed themselves in.",
        "Some 40 soldiers were surrounded and captured.",
    ],
    "displaced": [
        "Some 4,000 people abandoned their homes.",
        "Some 4,000 people are living in tents.",
    ],
    "affected": [
        "Some 4,000 children are malnourished.",
        "Some 4,000 people lack clean water.",
        "Some 4,000 people depend on food aid.",
    ],
    "troops": [
        "Kampala mobilised 4,000 people.",
        "Some 40 soldiers were sent to lead the attack and killed two rebels.",
        "Some 40 soldiers fell in behind the column.",
        "Some 40 police officers met the mayor.",
    ],
    "civilians": [
        "In Minsk 40 people were sentenced to death.",
        "Some 40 people relied on their memory.",
        "Some 40 people were picked out for the choir.",
        "Some 40 pupils sat behind desks in Bama.",
    ],
}


@pytest.mark.parametrize(("measure", "text"), [(measure, text) for measure, texts in SENTENCES.items() for text in texts])
def test_what_befell_them(read: Read, measure: str, text: str) -> None:
    claim = read(text).claims[0]
    assert (str(claim.measure), claim.low in (40, 4000)) == (measure, True)
