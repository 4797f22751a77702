./method_value.mini:6:7: t does not escape
./method_value.mini:12:9: moved to heap: u
./method_value.mini:13:8: t.inc does not escape
./method_value.mini:15:10: u.inc escapes to heap
