./c44x_returned_map.mini:9:12: s does not escape
./c44x_returned_map.mini:10:19: map[byte]int{} does not escape
./c44x_returned_map.mini:18:11: s does not escape
./c44x_returned_map.mini:27:26: ... argument does not escape
./c44x_returned_map.mini:27:31: work("banana") does not escape
./c44x_returned_map.mini:27:47: work("abracadabra") does not escape
