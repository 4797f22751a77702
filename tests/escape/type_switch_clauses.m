./type_switch_clauses.mini:9:8: leaking param: v
./type_switch_clauses.mini:11:12: moved to heap: x
./type_switch_clauses.mini:13:9: moved to heap: x
./type_switch_clauses.mini:15:7: moved to heap: x
./type_switch_clauses.mini:20:21: moved to heap: x
./type_switch_clauses.mini:22:7: moved to heap: x
./type_switch_clauses.mini:26:18: moved to heap: x
./type_switch_clauses.mini:29:17: moved to heap: x
./type_switch_clauses.mini:31:11: moved to heap: x
./type_switch_clauses.mini:33:16: moved to heap: x
./type_switch_clauses.mini:35:18: moved to heap: x
./type_switch_clauses.mini:37:19: moved to heap: x
./type_switch_clauses.mini:39:2: moved to heap: x
./type_switch_clauses.mini:50:3: func literal does not escape
./type_switch_clauses.mini:55:17: 1 escapes to heap
