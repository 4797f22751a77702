./recursion_outer_frame.mini:6:15: out does not escape
