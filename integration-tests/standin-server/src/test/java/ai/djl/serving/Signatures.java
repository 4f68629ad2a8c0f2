package ai.djl.serving;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Prints what a class shows to others, a line for the class and one for each public or protected
 * member that it declares: modifiers, type parameters, types, exceptions.
 */
final class Signatures {

  /** How an implementation is done says nothing about how it is used. */
  private static final int SHOWN_MODIFIERS =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL;

  private Signatures() {}

  /** Prints the classes of the given names, as they are found on the class path. */
  public static void main(String... names) throws ClassNotFoundException {
    SortedSet<String> lines = new TreeSet<>();
    for (String name : names) {
      lines.addAll(of(Class.forName(name, false, Signatures.class.getClassLoader())));
    }
    lines.forEach(System.out::println);
  }

  static SortedSet<String> of(Class<?> type) {
    SortedSet<String> lines = new TreeSet<>();
    lines.add(type.getName() + ": " + declaration(type));
    for (Member member : shownMembers(type)) {
      lines.add(type.getName() + ": " + signature(member));
    }
    return lines;
  }

  static boolean isShown(Class<?> type) {
    return isShown(type.getModifiers())
        && (type.getEnclosingClass() == null || isShown(type.getEnclosingClass()));
  }

  private static boolean isShown(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<Member> shownMembers(Class<?> type) {
    List<Member> members = new ArrayList<>();
    members.addAll(List.of(type.getDeclaredConstructors()));
    members.addAll(List.of(type.getDeclaredMethods()));
    members.addAll(List.of(type.getDeclaredFields()));
    members.removeIf(member -> member.isSynthetic() || !isShown(member.getModifiers()));
    return members;
  }

  private static String declaration(Class<?> type) {
    int modifiers = type.getModifiers() & (type.isEnum() ? ~Modifier.FINAL : -1);
    String kind = type.isInterface() ? "interface" : type.isEnum() ? "enum" : "class";
    Type superclass = type.getGenericSuperclass();
    boolean derived = superclass != null && superclass != Object.class && !type.isEnum();
    String parent = derived ? " extends " + superclass.getTypeName() : "";
    return modifiers(modifiers)
        + kind
        + " "
        + type.getSimpleName()
        + list("<", type.getTypeParameters(), ">")
        + parent
        + list(" implements ", type.getGenericInterfaces(), "");
  }

  private static String signature(Member member) {
    String modifiers = modifiers(member.getModifiers());
    if (member instanceof Field field) {
      return modifiers + field.getGenericType().getTypeName() + " " + field.getName();
    }
    if (member instanceof Method method) {
      return modifiers
          + list("<", method.getTypeParameters(), "> ")
          + method.getGenericReturnType().getTypeName()
          + " "
          + method.getName()
          + tail(method);
    }
    return modifiers + member.getDeclaringClass().getSimpleName() + tail((Constructor<?>) member);
  }

  private static String tail(Executable executable) {
    return "("
        + list("", executable.getGenericParameterTypes(), "")
        + ")"
        + list(" throws ", executable.getGenericExceptionTypes(), "");
  }

  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers & SHOWN_MODIFIERS);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String list(String before, Type[] types, String after) {
    String names = Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : before + names + after;
  }
}
