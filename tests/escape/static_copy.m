./static_copy.mini:16:13: swap ignoring self-assignment in p[0], p[1] = p[1], p[0]
./static_copy.mini:16:13: swap ignoring self-assignment in p[0], p[1] = p[1], p[0]
./static_copy.mini:17:13: swap ignoring self-assignment in s[0], s[1] = s[1], s[0]
./static_copy.mini:17:13: swap ignoring self-assignment in s[0], s[1] = s[1], s[0]
./static_copy.mini:15:11: p does not escape
./static_copy.mini:15:23: s does not escape
