// NVRTC without NVIDIA's compiler, for tests: g++ compiles kernels for this processor, into a library that the driver without
// a GPU takes for machine code, or as digits for PTX. The environment says which version it is, and what it is to fail at.
#include <dlfcn.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

namespace {

struct Program {
  std::string source, code, ptx, log;
};

std::string setting(const char* name, const char* otherwise) {
  const char* const value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

std::string own_folder() {
  Dl_info own;
  if (dladdr(reinterpret_cast<void*>(&own_folder), &own) == 0) return ".";
  const std::string path = own.dli_fname;
  return path.substr(0, path.rfind('/'));
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool compile(Program& program, const std::string& architecture) {
  char folder[] = "/tmp/nvrtc-mock-XXXXXX";
  if (mkdtemp(folder) == nullptr) return false;
  const std::string at = folder;
  std::ofstream(at + "/kernels.cpp") << "#include \"cuda_words.h\"\n" << program.source;
  const std::string command = "g++ -std=c++17 -O0 -s -fPIC -shared -Wno-unknown-pragmas -I" DLQ_SHIM " " + at +
                              "/kernels.cpp " + own_folder() + "/libcuda-mock.so -o " + at + "/kernels.so 2>" + at +
                              "/log";
  const bool compiled = std::system(command.c_str()) == 0;
  program.log = read(at + "/log");
  program.code = read(at + "/kernels.so");
  program.ptx = ".version 7.8\n.target " + architecture + "\n// ";
  for (const char byte : program.code) {
    constexpr char kDigits[] = "0123456789abcdef";
    program.ptx += kDigits[static_cast<unsigned char>(byte) >> 4];
    program.ptx += kDigits[byte & 15];
  }
  if (std::system(("rm -rf " + at).c_str()) != 0) return false;
  return compiled;
}

int give(const std::string& text, char* to) {
  std::memcpy(to, text.data(), text.size());
  return 0;
}

// As the real one, whose texts end in a zero that counts.
std::string ended(const std::string& text) { return text + '\0'; }

}  // namespace

#define NVRTC extern "C" __attribute__((visibility("default"))) int

NVRTC nvrtcVersion(int* major, int* minor) {
  const std::string version = setting("DLQ_MOCK_NVRTC", "12.9");
  return std::sscanf(version.c_str(), "%d.%d", major, minor) == 2 ? 0 : 1;
}

NVRTC nvrtcGetNumSupportedArchs(int* count) {
  *count = 3;
  return 0;
}

NVRTC nvrtcGetSupportedArchs(int* architectures) {
  architectures[0] = 70;
  architectures[1] = 80;
  architectures[2] = 90;
  return 0;
}

NVRTC nvrtcCreateProgram(void** program, const char* source, const char*, int headers, const char* const*,
                         const char* const*) {
  if (headers != 0) return 1;
  *program = new Program{source, "", "", ""};
  return 0;
}

NVRTC nvrtcDestroyProgram(void** program) {
  delete static_cast<Program*>(*program);
  *program = nullptr;
  return 0;
}

NVRTC nvrtcCompileProgram(void* program, int count, const char* const* options) {
  std::string architecture;
  for (int i = 0; i < count; i++) {
    if (std::strncmp(options[i], "--gpu-architecture=", 19) == 0) architecture = options[i] + 19;
  }
  if (std::FILE* const log = std::fopen(setting("DLQ_MOCK_NVRTC_LOG", "/dev/null").c_str(), "a")) {
    std::fprintf(log, "%s\n", architecture.c_str());
    std::fclose(log);
  }
  if (setting("DLQ_MOCK_NVRTC_FAILS", "no") == "yes") {
    static_cast<Program*>(program)->log = "as the test says";
    return 6;
  }
  return compile(*static_cast<Program*>(program), architecture) ? 0 : 6;
}

#define GIVES(What, text)                                    \
  NVRTC nvrtcGet##What##Size(void* program, size_t* size) {  \
    *size = static_cast<Program*>(program)->text.size() + 1; \
    return 0;                                                \
  }                                                          \
  NVRTC nvrtcGet##What(void* program, char* to) { return give(ended(static_cast<Program*>(program)->text), to); }

GIVES(PTX, ptx)
GIVES(CUBIN, code)
GIVES(ProgramLog, log)
