package io.github.djlobservability.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON schemas of records, as {@link PageJson} writes them: what is null, or a number that is
 * not finite, is left out; in a list it is null. What may be null can't be told at run time, where
 * the annotations' classes are missing, so only primitive components are required. Not thread-safe.
 */
final class RecordSchemas {
  private static final String REFERENCE = "#/components/schemas/";

  private final JsonObject all = new JsonObject();

  /** Returns the schemas of all records so far, by name. */
  JsonObject all() {
    return all;
  }

  /** Returns the schema of a record; of null, that of any object. */
  JsonObject of(@Nullable Class<? extends Record> type) {
    if (type == null) {
      return any();
    }
    String name = name(type);
    if (!all.has(name)) {
      all.add(name, new JsonObject());
      all.add(name, describe(type));
    }
    JsonObject reference = new JsonObject();
    reference.addProperty("$ref", REFERENCE + name);
    return reference;
  }

  private static JsonObject any() {
    return typed("object");
  }

  private static JsonObject typed(String type) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }

  /** A record inside another is called by both, as several may be called alike. */
  private static String name(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
  }

  private JsonObject describe(Class<?> type) {
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.add(component.getName(), schema(component.getAnnotatedType()));
      if (component.getType().isPrimitive() && component.getType() != double.class) {
        required.add(component.getName());
      }
    }
    JsonObject schema = typed("object");
    schema.add("properties", properties);
    schema.add("required", required);
    schema.addProperty("additionalProperties", false);
    return schema;
  }

  private JsonObject schema(AnnotatedType annotated) {
    if (annotated instanceof AnnotatedParameterizedType parameterized) {
      AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
      Class<?> raw = (Class<?>) ((ParameterizedType) annotated.getType()).getRawType();
      AnnotatedType element = arguments[arguments.length - 1];
      boolean map = Map.class.isAssignableFrom(raw);
      JsonObject schema = typed(map ? "object" : "array");
      schema.add(map ? "additionalProperties" : "items", schema(element));
      return map || Collection.class.isAssignableFrom(raw) ? schema : any();
    }
    return schema(annotated.getType());
  }

  private JsonObject schema(Type type) {
    if (!(type instanceof Class<?> plain)) {
      return new JsonObject();
    }
    if (plain == double.class || plain == Double.class) {
      JsonObject schema = new JsonObject();
      JsonArray types = new JsonArray();
      types.add("number");
      // Not a number and the infinities.
      types.add("null");
      schema.add("type", types);
      return schema;
    }
    if (plain == long.class
        || plain == int.class
        || plain == Long.class
        || plain == Integer.class) {
      return typed("integer");
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return typed("boolean");
    }
    return plain == String.class ? typed("string") : composed(plain);
  }

  private JsonObject composed(Class<?> type) {
    if (type.isEnum()) {
      JsonArray names = new JsonArray();
      for (Object constant : type.getEnumConstants()) {
        names.add(((Enum<?>) constant).name());
      }
      JsonObject schema = typed("string");
      schema.add("enum", names);
      return schema;
    }
    // Of the hardware's records only the hardware knows the class.
    return type.isRecord() ? of(type.asSubclass(Record.class)) : new JsonObject();
  }
}
