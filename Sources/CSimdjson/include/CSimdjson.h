#ifndef ROLLCALL_CSIMDJSON_H
#define ROLLCALL_CSIMDJSON_H

int simdjson_placeholder(void);

#endif
