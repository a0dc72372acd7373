rollcall.exact({"bytes": 1139, "groups": [[0,0,"$$&%$"]],
"texts": []});
