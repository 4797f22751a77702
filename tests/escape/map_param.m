./map_param.mini:4:26: map[string]*int{} escapes to heap
./map_param.mini:6:10: m does not escape
./map_param.mini:7:2: moved to heap: x
