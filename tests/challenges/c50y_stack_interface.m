./c50y_stack_interface.mini:20:7: leaking param content: a
./c50y_stack_interface.mini:20:47: append does not escape
./c50y_stack_interface.mini:25:10: (*array).pop ignoring self-assignment in a.items = a.items[:len(a.items) - 1]
./c50y_stack_interface.mini:23:7: a does not escape
./c50y_stack_interface.mini:30:7: leaking param content: l
./c50y_stack_interface.mini:30:40: &node{...} does not escape
./c50y_stack_interface.mini:33:7: leaking param content: l
./c50y_stack_interface.mini:40:15: kind does not escape
./c50y_stack_interface.mini:42:10: &array{} does not escape
./c50y_stack_interface.mini:44:9: &linked{} does not escape
./c50y_stack_interface.mini:48:11: kind does not escape
./c50y_stack_interface.mini:57:26: ... argument does not escape
./c50y_stack_interface.mini:57:31: work("array") does not escape
./c50y_stack_interface.mini:57:46: work("list") does not escape
