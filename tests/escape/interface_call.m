./interface_call.mini:11:7: k does not escape
./interface_call.mini:11:20: leaking param: p
./interface_call.mini:12:7: d does not escape
./interface_call.mini:12:20: p does not escape
./interface_call.mini:14:10: leaking param: s
./interface_call.mini:14:19: leaking param: p
./interface_call.mini:19:2: moved to heap: x
./interface_call.mini:19:5: moved to heap: y
./interface_call.mini:20:6: &Keep{} does not escape
./interface_call.mini:21:6: &Drop{} does not escape
