rollcall.block(2, "O\"Brień		old		o\"brien\n");
