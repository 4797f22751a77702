./leaking_params.mini:6:11: leaking param: p
./leaking_params.mini:10:18: leaking param content: p
./leaking_params.mini:14:13: leaking param: p to result ~r0 level=0
./leaking_params.mini:18:12: leaking param: p to result a level=1
./leaking_params.mini:18:21: leaking param: q to result b level=0
./leaking_params.mini:22:11: p does not escape
./leaking_params.mini:22:19: s does not escape
./leaking_params.mini:22:29: m does not escape
