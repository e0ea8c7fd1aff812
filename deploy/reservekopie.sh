#!/bin/sh
# Reservekopie van een samenwerkingsverband, en de proef dat die terug te zetten is. Gebruik:
#   deploy/reservekopie.sh DATAMAP NAAM DOELMAP
# De app moet gestopt zijn (een bestand is van één proces tegelijk); tijdens gebruik maakt de beheerder de kopie in de
# app, bij Samenwerkingsverband. Zet dit in een systemd-timer: stop, kopie, start duurt seconden.
set -eu
umask 077
data=$1 naam=$2 doel=$3
python=${LANDSCHAP_PYTHON:-/opt/landschap/.venv/bin/python}
dag=$(date -u +%Y%m%dT%H%M%SZ)
"$python" -m landscape partnership backup "$data/$naam.duckdb" "$doel/$naam-$dag.duckdb"
cp "$data"/logboek-*.jsonl "$doel"/ 2>/dev/null || true
proef=$(mktemp -d)
trap 'rm -rf "$proef"' EXIT
"$python" -m landscape partnership restore "$proef/proef.duckdb" "$doel/$naam-$dag.duckdb" > /dev/null
sha256sum "$doel/$naam-$dag.duckdb" > "$doel/$naam-$dag.duckdb.sha256"
echo "$doel/$naam-$dag.duckdb: gemaakt en op proef teruggezet"
