"""
A web service that takes answers as JSON and returns advice; nothing is kept or logged.

It needs `pip install fastapi httpx`; `uvicorn` would serve `app`, and here a client for
tests asks it twice. The service reads the clock, because the library reads none.
"""

import datetime as dt

from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient

import caring

PATHWAY = "pathway/staff-detect-signs"
app = FastAPI()


@app.get("/schema")
def schema() -> dict[str, object]:
    return caring.answers_schema(PATHWAY)


@app.post("/advice")
async def advice(request: Request) -> Response:
    now = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)  # in service: dt.datetime.now
    try:
        answers = caring.read_answers(await request.body(), PATHWAY)
        found = caring.advise(answers, pathway=PATHWAY, on=now)
    except caring.AnswersError as error:  # it names facts and holds no answer
        return Response(str(error), 422)
    return Response(found.to_json(), media_type="application/json")


client = TestClient(app)
good = client.post("/advice", json={"answers": {"papers_held_by_other": True}}).json()
print(good["advised"][0]["text"])
bad = client.post("/advice", json={"answers": {"papers_held_by_othr": True}})
print(bad.status_code, bad.text)
