./rings.mini:15:7: leaking param: e to result ~r0 level=1
./rings.mini:17:7: leaking param: l to result ~r0 level=4
