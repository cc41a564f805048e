"""
A web service that takes answers as JSON and returns advice; nothing is kept or logged.

It needs `pip install fastapi httpx`. `uvicorn` would serve `app`; here a client for
tests asks it twice, at a fixed hour. Only the service reads the clock.
"""

import datetime as dt

from fastapi import Depends, FastAPI, Request, Response
from fastapi.testclient import TestClient

import caring

PATHWAY = "pathway/staff-detect-signs"
app = FastAPI()


def clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - an app is where it may be read


@app.post("/advice")
async def advice(request: Request, now: dt.datetime = Depends(clock)) -> Response:  # noqa: B008, FAST002
    try:
        answers = caring.read_answers(await request.body(), PATHWAY)
        found = caring.advise(answers, pathway=PATHWAY, on=now)
    except caring.AnswersError as error:  # it names facts and holds no answer
        return Response(str(error), 422)
    return Response(found.to_json(), media_type="application/json")


app.dependency_overrides[clock] = lambda: dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
client = TestClient(app)
good = client.post("/advice", json={"answers": {"papers_held_by_other": True}}).json()
print(good["record"]["on"], good["advised"][0]["text"])
bad = client.post("/advice", json={"answers": {"papers_held_by_othr": True}})
print(bad.status_code, bad.text)
