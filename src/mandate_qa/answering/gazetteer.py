"""Places whose name a question may hold: a figure for England is no answer for Cornwall.

Nations, regions, counties and large cities of the United Kingdom, and the countries it is most compared with; England
and the kingdom itself are left out, since its documents rarely say that they speak of them.
"""

from __future__ import annotations

import re

_NAMES = """
scotland|wales|northern ireland|isle of man|jersey|guernsey
north east|north west|yorkshire|east midlands|west midlands|east of england|east anglia|south east|south west|london
bedfordshire|berkshire|buckinghamshire|cambridgeshire|cheshire|cornwall|cumbria|derbyshire|devon|dorset|durham|essex
gloucestershire|hampshire|herefordshire|hertfordshire|humberside|kent|lancashire|leicestershire|lincolnshire|merseyside
norfolk|northamptonshire|northumberland|nottinghamshire|oxfordshire|rutland|shropshire|somerset|staffordshire|suffolk
surrey|sussex|tyne and wear|warwickshire|wiltshire|worcestershire
birmingham|leeds|sheffield|bradford|liverpool|manchester|bristol|leicester|coventry|nottingham|newcastle|sunderland
wolverhampton|plymouth|southampton|portsmouth|derby|stoke|norwich|exeter|york|cambridge|oxford|brighton|hull|blackpool
cardiff|swansea|newport|edinburgh|glasgow|aberdeen|dundee|belfast
france|germany|ireland|spain|italy|sweden|norway|denmark|finland|netherlands|belgium|poland|portugal|greece|switzerland
austria|canada|australia|new zealand|japan|china|india|united states|usa
"""
_PLACE = re.compile(rf"\b(?:{'|'.join(_NAMES.strip().splitlines())})\b", re.IGNORECASE)


def places_in(text: str) -> tuple[str, ...]:
    """The places that a text names, in lower case, each once, in order."""
    return tuple(dict.fromkeys(match.group().lower() for match in _PLACE.finditer(text)))
