./recursion_outer_frame.mini:6:15: out does not escape
./recursion_outer_frame.mini:7:2: moved to heap: x
