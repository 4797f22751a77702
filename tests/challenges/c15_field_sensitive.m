./c15_field_sensitive.mini:20:2: moved to heap: x
./c15_field_sensitive.mini:28:26: ... argument does not escape
./c15_field_sensitive.mini:28:31: work(3) does not escape
./c15_field_sensitive.mini:28:40: work(8) does not escape
