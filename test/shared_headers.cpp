// A file that takes the headers which all tests share: without one, CMake would not precompile
// them.
