"""What befell those who are counted, by the verb, its particle, its object or its phrase; and who only seem to have suffered it."""

import pytest

from tests.ingestion.conftest import Read

SENTENCES = {
    "killed": [
        "The siege starved 40 children to death.",
        "Some 40 people were burned alive.",
        "The mob burned 40 people alive.",
        "The hall held 40 guests who burned to death when it was shelled.",
        "State television showed the coffins of 40 soldiers.",
        "Kyiv said 40 of its servicemen had fallen.",
        "Near Bama 40 soldiers fell.",
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
        "Some 40 workers were burned.",
        "In Bama 40 people are in hospital.",
        "In Bama 40 people sustained injuries.",
        "Some 40 soldiers received shrapnel wounds.",
        "Some 40 people suffered burns.",
        "Some 40 people lost limbs.",
        "Doctors saw 40 patients with burns.",
    ],
    "detained": [
        "The gunmen drove off, taking 40 boys with them.",
        "The gunmen dragged 40 women to Bama as hostages.",
        "The raiders marched 40 villagers away captive.",
        "In Minsk 40 activists remain behind bars.",
        "In Minsk 40 suspects were apprehended.",
        "Soldiers took 40 men away.",
        "Some 40 women were whisked away.",
        "Some 40 inmates escaped.",
        "Some 40 people were arrested and tortured.",
        "Some 40 people were imprisoned.",
    ],
    "captured": [
        "Rebels took 40 soldiers prisoner after a siege.",
        "The group took 40 troops captive.",
        "Some 40 fighters handed themselves in.",
        "Some 40 soldiers were surrounded and captured.",
    ],
    "displaced": [
        "Some 4,000 people are living in shelters.",
        "Some 4,000 people have walked out of Bama.",
        "Some 4,000 women came down from the hills.",
        "The war has pushed 4,000 people into the bush.",
        "The army brought out 4,000 civilians from Bama.",
        "More than 4,000 people have registered as refugees.",
        "Some 4,000 people are sheltering in a school.",
        "Some 4,000 people have been airlifted from Kabul.",
        "Some 4,000 people abandoned their homes.",
        "Some 4,000 people are living in tents.",
    ],
    "affected": [
        "The raid left 4,000 people without light.",
        "Some 4,000 children are malnourished.",
        "Some 4,000 people lack clean water.",
        "Some 4,000 people depend on food aid.",
    ],
    "troops": [
        "Some 40 men in cars had surrounded the mosque.",
        "Some 40 soldiers had been held up at Bama.",
        "Some 40 armed youths stood at the gate.",
        "“We have 40 men and will fight,” he said.",
        "Some 40 soldiers have walked out of Bama.",
        "A force of 40 men holds Bama.",
        "Some 40 men took part in the assault.",
        "The general commands 4,000 men.",
        "Some 40 soldiers have fallen ill.",
        "Some 40 soldiers took the prisoners to Bama.",
        "Kampala mobilised 4,000 people.",
        "Some 40 soldiers were sent to lead the attack and killed two rebels.",
        "Some 40 soldiers fell in behind the column.",
        "Some 40 police officers met the mayor.",
    ],
    "civilians": [
        "Some 4,000 people came to the square.",
        "Some 4,000 people have walked to the church.",
        "The lorry brought 4,000 people to the fair.",
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
