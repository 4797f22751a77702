./tests/escape/rings.mini:15:7: leaking param: e to result ~r0 level=1
./tests/escape/rings.mini:17:7: leaking param: l to result ~r0 level=4
