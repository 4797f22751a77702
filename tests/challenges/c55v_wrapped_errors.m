./c55v_wrapped_errors.mini:20:63: ... argument does not escape
./c55v_wrapped_errors.mini:20:84: e.need does not escape
./c55v_wrapped_errors.mini:20:92: e.have does not escape
./c55v_wrapped_errors.mini:21:52: &Bank{...} does not escape
./c55v_wrapped_errors.mini:21:72: make(map[string]*Account) does not escape
./c55v_wrapped_errors.mini:22:7: b does not escape
./c55v_wrapped_errors.mini:22:21: leaking param: id
./c55v_wrapped_errors.mini:23:7: &Account{...} does not escape
./c55v_wrapped_errors.mini:27:7: leaking param content: a
./c55v_wrapped_errors.mini:29:27: InsufficientError{...} does not escape
./c55v_wrapped_errors.mini:32:16: append does not escape
./c55v_wrapped_errors.mini:35:7: b does not escape
./c55v_wrapped_errors.mini:35:25: leaking param: from
./c55v_wrapped_errors.mini:35:31: to does not escape
./c55v_wrapped_errors.mini:38:20: ... argument does not escape
./c55v_wrapped_errors.mini:38:38: from does not escape
./c55v_wrapped_errors.mini:41:20: ... argument does not escape
./c55v_wrapped_errors.mini:50:25: []int{...} does not escape
./c55v_wrapped_errors.mini:52:15: ... argument does not escape
./c55v_wrapped_errors.mini:52:16: "error:" escapes to heap
./c55v_wrapped_errors.mini:56:14: ... argument does not escape
./c55v_wrapped_errors.mini:56:15: "error:" escapes to heap
./c55v_wrapped_errors.mini:58:13: ... argument does not escape
./c55v_wrapped_errors.mini:58:29: b.accounts["a"].balance does not escape
./c55v_wrapped_errors.mini:58:54: b.accounts["b"].balance does not escape
./c55v_wrapped_errors.mini:58:67: len(b.accounts["a"].log) does not escape
