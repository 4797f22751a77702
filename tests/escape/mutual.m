./mutual.mini:4:18: leaking param: p
./mutual.mini:11:17: leaking param: p
