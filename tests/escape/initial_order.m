./initial_order.mini:16:26: map[int]point{...} escapes to heap
./initial_order.mini:24:11: p does not escape
./initial_order.mini:14:19: p does not escape
./initial_order.mini:7:26: map[int]point{...} escapes to heap
./initial_order.mini:14:14: func literal does not escape
./initial_order.mini:11:7: leaking param: p to result ~r0 level=0
./initial_order.mini:22:11: p does not escape
./initial_order.mini:26:12: leaking param: p to result ~r0 level=0
./initial_order.mini:37:13: .autotmp_2 does not escape
./initial_order.mini:39:68: any([]int{}) does not escape
./initial_order.mini:39:68: []int{} does not escape
