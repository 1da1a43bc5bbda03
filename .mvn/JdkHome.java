/** Prints the home of the JDK that Maven chose, for the launcher. */
void main() {
  IO.print(System.getProperty("java.home"));
}
