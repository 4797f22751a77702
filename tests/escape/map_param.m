./map_param.mini:4:10: m does not escape
./map_param.mini:5:2: moved to heap: x
./map_param.mini:10:22: map[string]*int{} does not escape
