extern "C" {
#include "CSimdjson.h"
}
extern "C" int simdjson_placeholder(void) { return 0; }
